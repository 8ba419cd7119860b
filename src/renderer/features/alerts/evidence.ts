import type { z } from 'zod'
import type { Evidence } from '../../../shared/contract/alerts.ts'

export type EvidenceItem = z.output<typeof Evidence>

/** Largest file hashed in the page. Chosen here: it has to fit in memory at once. */
export const EVIDENCE_FILE_MAX_BYTES = 256 * 1024 * 1024
/** Source: the contract's limit of an evidence name. */
const NAME_MAX_CHARS = 120

/** A file as evidence: its name, fingerprint and size. The file itself is read here and goes nowhere. */
export async function toEvidence(file: File): Promise<EvidenceItem> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer())
  const sha256 = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return { name: file.name.slice(0, NAME_MAX_CHARS), sha256, sizeBytes: file.size }
}
