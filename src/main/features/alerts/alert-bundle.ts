import { ALERT_BUNDLE_MAX_CHARS } from '../../../shared/contract/alert-bounds.ts'
import { MirrorError } from '../../../shared/kernel/errors.ts'
import type { FederationId } from '../../../shared/kernel/ids.ts'
import { equalBytes, fromHex } from '../../platform/bytes.ts'
import type { CarriedEntry } from '../../replica/entry.ts'
import { fromCarriedText, toCarriedText } from '../../wire/carried-text.ts'
import { tryDecode } from '../../wire/decode.ts'
import { wire } from '../../wire/messages.ts'

/** First line of a bundle: what it is, and the version of its form. Source: proto/README.md, "Alerts by hand". */
const FIRST_LINE = 'mirrorwell-alerts/1'
const VERSION = 1
/** Most entries in one bundle. Source: proto/README.md, "Alerts by hand". */
export const BUNDLE_ENTRIES_MAX = 320

/** Why a text is no bundle that can be read here. */
type BundleFault = 'form' | 'version' | 'federation' | 'too-many'

/** Entries as one text. Each carries its own signatures, so the text needs none. */
export function encodeAlertBundle(federation: FederationId, entries: readonly CarriedEntry[]): string {
  const fields = { version: VERSION, federation: fromHex(federation), entries: [...entries] }
  return toCarriedText(FIRST_LINE, wire.AlertBundle.encode(fields).finish())
}

/**
 * The entries in a bundle of this federation, not yet judged.
 *
 * @throws MirrorError 'bundle-invalid' with `reason` 'form' | 'version' | 'federation' | 'too-many'
 */
export function decodeAlertBundle(text: string, federation: FederationId): readonly CarriedEntry[] {
  const bytes = fromCarriedText(FIRST_LINE, text)
  const bundle = bytes && tryDecode(wire.AlertBundle, bytes, ALERT_BUNDLE_MAX_CHARS)
  if (bundle === null) throw invalid('form')
  if (bundle.version !== VERSION) throw invalid('version')
  if (!equalBytes(bundle.federation, fromHex(federation))) throw invalid('federation')
  if (bundle.entries.length > BUNDLE_ENTRIES_MAX) throw invalid('too-many')
  return bundle.entries
}

const invalid = (reason: BundleFault): MirrorError => new MirrorError('bundle-invalid', { reason })
