import type { SessionState } from './session-state.ts'

/** What happens while a session is opened, in this order: the first of a pair at the side that begins, the second at the other. */
export type HandshakeStep =
  | 'handshake-sent'
  | 'handshake-received'
  | 'ack-sent'
  | 'ack-received'
  | 'confirm-sent'
  | 'confirm-received'
  | 'confirmation-sent'
  | 'confirmation-received'

type Phase = SessionState['phase']

/** Which steps lead from one phase to the next; every other way leads on without any, or ends the session. */
const STEPS: Partial<Record<`${Phase} → ${Phase}`, readonly HandshakeStep[]>> = {
  'ended → awaits-ack': ['handshake-sent'],
  'awaits-handshake → awaits-confirm': ['handshake-received', 'ack-sent'],
  'awaits-ack → awaits-confirmation': ['ack-received', 'confirm-sent'],
  'awaits-confirm → open': ['confirm-received', 'confirmation-sent'],
  'awaits-confirmation → open': ['confirmation-received'],
}

/** What of a handshake happened between two phases; a session not begun counts as ended. */
export const stepsBetween = (before: Phase, after: Phase): readonly HandshakeStep[] =>
  STEPS[`${before} → ${after}`] ?? []
