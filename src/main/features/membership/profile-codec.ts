import { NodeName } from '../../../shared/contract/setup.ts'
import { Place } from '../../../shared/kernel/place.ts'
import { plainBytes } from '../../platform/bytes.ts'
import { tryDecode } from '../../wire/decode.ts'
import { MAX_ADDRESS_CHARS, MAX_ADDRESSES, MAX_PAYLOAD_BYTES } from '../../wire/limits.ts'
import { wire } from '../../wire/messages.ts'

/** What a Node shows of itself. */
export interface NodeProfile {
  readonly name: string
  readonly place: Place | null
  readonly addresses: readonly string[]
}

export function encodeProfile(profile: NodeProfile): Uint8Array {
  const { name, place, addresses } = profile
  return plainBytes(
    wire.NodeProfile.encode({ name, place, addresses: addresses.slice(0, MAX_ADDRESSES) }).finish(),
  )
}

export function decodeProfile(payload: Uint8Array): NodeProfile | null {
  const profile = tryDecode(wire.NodeProfile, payload, MAX_PAYLOAD_BYTES)
  if (profile === null) return null
  const { name, addresses } = profile
  if (NodeName.safeParse(name).data !== name) return null // one name has one spelling on the wire
  if (addresses.length > MAX_ADDRESSES || addresses.some((text) => text.length > MAX_ADDRESS_CHARS))
    return null
  const place = profile.place ? Place.safeParse({ ...profile.place }) : null
  if (place !== null && !place.success) return null
  return { name, addresses, place: place?.data ?? null }
}
