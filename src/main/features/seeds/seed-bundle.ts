import { SEED_BUNDLE_MAX_CHARS } from '../../../shared/contract/seeds.ts'
import { MirrorError } from '../../../shared/kernel/errors.ts'
import type { FederationId } from '../../../shared/kernel/ids.ts'
import { equalBytes, fromHex, plainBytes } from '../../platform/bytes.ts'
import { fromCarriedText, toCarriedText } from '../../wire/carried-text.ts'
import { tryDecode } from '../../wire/decode.ts'
import { wire } from '../../wire/messages.ts'

/** First line of a bundle: what it is, and the version of its form. Source: proto/README.md, "Bundle". */
const FIRST_LINE = 'mirrorwell-seeds/1'
const VERSION = 1
/** Most seeds in one bundle. Source: proto/README.md, "Bundle". */
const SEEDS_MAX = 200

/** Why a text is no bundle that can be read here. */
type BundleFault = 'form' | 'version' | 'federation' | 'too-many'

/** Signed seeds as one text. Each carries its own signatures, so the text needs none. */
export function encodeBundle(federation: FederationId, signed: readonly Uint8Array[]): string {
  const seeds = signed.map((bytes) => wire.SignedSeed.decode(bytes))
  const bundle = wire.SeedBundle.encode({ version: VERSION, federation: fromHex(federation), seeds })
  return toCarriedText(FIRST_LINE, bundle.finish())
}

/**
 * The signed seeds in a bundle of this federation, not yet judged. White space
 * that mail programs put in is passed over.
 *
 * @throws MirrorError 'bundle-invalid' with `reason` 'form' | 'version' | 'federation' | 'too-many'
 */
export function decodeBundle(text: string, federation: FederationId): Uint8Array[] {
  const bytes = fromCarriedText(FIRST_LINE, text)
  const bundle = bytes && tryDecode(wire.SeedBundle, bytes, SEED_BUNDLE_MAX_CHARS)
  if (bundle === null) throw invalid('form')
  if (bundle.version !== VERSION) throw invalid('version')
  if (!equalBytes(bundle.federation, fromHex(federation))) throw invalid('federation')
  if (bundle.seeds.length > SEEDS_MAX) throw invalid('too-many')
  return bundle.seeds.map((seed) => plainBytes(wire.SignedSeed.encode(withoutUnknown(seed)).finish()))
}

/** Only what is signed is kept: what a carrier hid beside it is left behind. */
function withoutUnknown(seed: InstanceType<typeof wire.SeedBundle>['seeds'][number]) {
  const { document, nodeSignature, mirrorSignature } = seed
  return {
    document: document ?? new Uint8Array(),
    nodeSignature: nodeSignature ?? new Uint8Array(),
    mirrorSignature: mirrorSignature ?? new Uint8Array(),
  }
}

const invalid = (reason: BundleFault): MirrorError => new MirrorError('bundle-invalid', { reason })
