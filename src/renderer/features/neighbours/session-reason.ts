import type { MessageKey } from '../../app/messages/words.tsx'

/** Why something happened to a session, by the protocol's word for it. Words that mean the same to people have one sentence. */
const REASONS: Readonly<Record<string, MessageKey>> = {
  closed: 'sessions.reason.closed',
  'closed-by-peer': 'sessions.reason.closedThere',
  'link-lost': 'sessions.reason.linkLost',
  replaced: 'sessions.reason.replaced',
  idle: 'sessions.reason.idle',
  'too-old': 'sessions.reason.tooOld',
  deadline: 'sessions.reason.deadline',
  busy: 'sessions.reason.busy',
  'rate-exceeded': 'sessions.reason.tooOften',
  'refused-busy': 'sessions.reason.busyThere',
  'refused-rate-exceeded': 'sessions.reason.tooOftenThere',
  'refused-yield': 'sessions.reason.yield',
  'version-unknown': 'sessions.reason.version',
  'refused-version-unknown': 'sessions.reason.versionThere',
  'sequence-replayed': 'sessions.reason.replayed',
  'session-spent': 'sessions.reason.spent',
  'sequence-gap': 'sessions.reason.gap',
  ...sameFor('sessions.reason.notThem', [
    'identity-wrong',
    'signature-invalid',
    'mac-invalid',
    'confirmation-wrong',
    'reflected',
  ]),
  ...sameFor('sessions.reason.badKey', ['key-weak', 'secret-zero', 'seal-invalid', 'rekey-wrong']),
  ...sameFor('sessions.reason.badForm', ['malformed', 'unexpected', 'too-large', 'rekey-overdue']),
}

/** The sentence for a reason; null where there is none yet, and the word itself has to do. */
export const sessionReasonKey = (reason: string): MessageKey | null => REASONS[reason] ?? null

function sameFor(key: MessageKey, reasons: readonly string[]): Record<string, MessageKey> {
  return Object.fromEntries(reasons.map((reason) => [reason, key]))
}
