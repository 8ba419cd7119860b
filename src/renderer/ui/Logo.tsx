/** A well, looked into. Never alone: the name stands beside it. */
export function Logo() {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className="logo">
      <path d="M4 9c2.7-3.4 13.3-3.4 16 0" />
      <path d="M4 15c2.7 3.4 13.3 3.4 16 0" />
      <circle cx="12" cy="12" r="2.2" />
    </svg>
  )
}
