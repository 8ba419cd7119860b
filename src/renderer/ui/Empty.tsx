import type { ReactNode } from 'react'
import './empty.css'

/** Nothing is here, said calmly, with something useful to do. */
export function Empty({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className="empty">
      <svg className="empty-well" viewBox="0 0 120 40" aria-hidden="true">
        <ellipse cx="60" cy="20" rx="54" ry="14" />
        <ellipse cx="60" cy="20" rx="34" ry="8.5" />
        <ellipse cx="60" cy="20" rx="14" ry="3.5" />
      </svg>
      <p className="empty-title">{title}</p>
      {children}
    </div>
  )
}
