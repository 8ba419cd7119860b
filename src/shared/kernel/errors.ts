/**
 * Every code a caller may branch on. Adding one is an API change and fails the
 * build until `words/spoken-words.ts` has words for it; renaming one is a
 * breaking change.
 */
export const ERROR_CODES = [
  // the bridge
  'invalid-input',
  'unknown-method',
  'unauthorised',
  'channel-closed',
  'too-many-calls',
  'not-confirmed',
  'internal',
  // the host and its folder
  'usage',
  'not-running',
  'runtime-too-old',
  'package-changed',
  'port-in-use',
  'data-in-use',
  'disk-full',
  'disk-read-only',
  'database-corrupt',
  'database-newer',
  'file-unreadable',
  'file-exists',
  'bench-unready',
  // the Node and its vault
  'node-absent',
  'node-exists',
  'node-locked',
  'passphrase-required',
  'passphrase-wrong',
  'passphrase-too-short',
  'recovery-words-invalid',
  'vault-damaged',
  'epoch-unconfirmed',
  'identity-superseded',
  'backup-drill-failed',
  'test-only',
  'live-only',
  'clock-backwards',
  'limit-out-of-range',
  // Mirrors
  'mirror-locked',
  'mirror-unknown',
  'mirror-revoked',
  'mirror-exists',
  'mirror-last',
  'pin-wrong',
  'pin-blocked',
  // invitations and the federation
  'invite-invalid',
  'invite-expired',
  'invite-revoked',
  'invite-unknown',
  'invite-own',
  'federation-has-neighbours',
  'join-refused',
  'join-timeout',
  'neighbour-unknown',
  'talk-waiting-full',
  'call-too-often',
  'neighbour-isolated',
  'isolation-none',
  'appeal-exists',
  'address-invalid',
  // resources
  'resource-unknown',
  'resource-unit-mismatch',
  'resource-level-out-of-range',
  'resource-thresholds-crossed',
  'csv-header',
  'csv-too-large',
  'accuracy-too-fine',
  'accuracy-unknown',
  // alerts
  'alert-unknown',
  'alert-not-own',
  'alert-withdrawn',
  'review-exists',
  // transfers
  'transfer-unknown',
  'transfer-phase',
  'transfer-terms-changed',
  'transfer-not-asked',
  'transfers-too-many',
  'mirrors-too-few',
  // seeds and the handbook
  'seed-unknown',
  'seed-state',
  'seed-exists',
  'seed-too-large',
  'seed-overgrown',
  'seed-ground-changed',
  'bundle-invalid',
  'bundle-too-large',
  'page-unknown',
  // files
  'file-unknown',
  'file-phase',
  'file-too-large',
  'file-no-room',
  'file-day-full',
  'files-too-many',
  'file-path-refused',
  // attachments of lessons
  'attachment-unknown',
  'attachment-of-left-federation',
  'attachment-size-false',
  'attachment-empty',
  'attachment-too-large',
  'attachments-too-many',
] as const
export type ErrorCode = (typeof ERROR_CODES)[number]

/** What went with an error: JSON-safe scalars only, so it survives every channel. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | null>>

/** JSON-safe form of a MirrorError: what crosses the bridge in place of an exception. */
export interface ErrorBody {
  readonly code: ErrorCode
  /** Plain words in the Node's language, for scripts and logs; views use `code` and `details`. */
  readonly message: string
  readonly details: ErrorDetails
}

/** The only error class services throw on purpose. Branch on `code`, never on the class or the message. */
export class MirrorError extends Error {
  override readonly name = 'MirrorError'
  readonly code: ErrorCode
  readonly details: ErrorDetails

  constructor(code: ErrorCode, details: ErrorDetails = {}, cause?: unknown) {
    super(code, { cause })
    this.code = code
    this.details = details
  }

  toBody(message: string = this.code): ErrorBody {
    return { code: this.code, message, details: this.details }
  }

  /** Wrap anything thrown; unknown failures become 'internal' and keep their cause for the log only. */
  static from(thrown: unknown): MirrorError {
    return thrown instanceof MirrorError ? thrown : new MirrorError('internal', {}, thrown)
  }
}
