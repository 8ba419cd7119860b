import type { ReactNode } from 'react'
import { Peer } from '../ui/Peer.tsx'
import './talk.css'

interface TalkMessageProps {
  readonly speaker: ReactNode
  /** What else is to be known of it, after the speaker. */
  readonly children: ReactNode
  readonly text: string
}

/** One thing that was said: by whom, what is to be known of it, the words as they were written. */
export function TalkMessage({ speaker, children, text }: TalkMessageProps) {
  return (
    <>
      <p className="meta">
        <b>{speaker}</b> · {children}
      </p>
      {text !== '' && (
        <p className="talk-text">
          <Peer>{text}</Peer>
        </p>
      )}
    </>
  )
}
