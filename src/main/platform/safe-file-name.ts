import { withoutHidden } from '../../shared/kernel/text.ts'

/** Longest name kept, in UTF-16 units and in UTF-8 bytes. Chosen here: with an ending beside it, below the 255 bytes of every file system in use. */
const NAME_MAX_CHARS = 120
const NAME_MAX_BYTES = 200
/** Longest ending that outlives a cut. Chosen here: `.tar.gz` and a few more. */
const ENDING_MAX_CHARS = 16
/** For what has no name left. */
const NAMELESS = 'file'

/** Format characters, but the two joiners that scripts need, and the zero-width space. */
const UNSEEN = /(?![\u200c\u200d])\p{Cf}|\u200b/gu
/** What no name may hold on some system. Source: Microsoft, "Naming Files, Paths, and Namespaces". */
const RESERVED_CHARS = /[<>:"|?*]/gu
/** Names of devices, whatever their ending. Source: the same. */
const DEVICES = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s*(?:\.|$)/iu
const EDGES = /^[.\s]+|[.\s]+$/gu

/**
 * A name under which a file may be kept on any system, whatever was asked for: no
 * path, no device, nothing hidden, nothing that turns what is read around. The
 * same name comes out when it goes in again.
 */
export function safeFileName(raw: string): string {
  const visible = withoutHidden(raw.toWellFormed()).replace(UNSEEN, '').normalize('NFC')
  const last = visible.split(/[/\\]/u).at(-1) ?? ''
  const plain = last.replace(/\s+/gu, ' ').replace(RESERVED_CHARS, '_').replace(EDGES, '')
  const named = DEVICES.test(plain) ? `_${plain}` : plain
  return shortened(named) || NAMELESS
}

/** Cut before the ending, between characters. */
function shortened(name: string): string {
  if (isShort(name)) return name
  const dot = name.lastIndexOf('.')
  const ending = dot > 0 && name.length - dot <= ENDING_MAX_CHARS ? name.slice(dot) : ''
  let stem = [...name.slice(0, name.length - ending.length)]
  while (!isShort(stem.join('') + ending)) stem = stem.slice(0, -1)
  return (stem.join('').replace(EDGES, '') + ending).replace(EDGES, '')
}

const isShort = (name: string): boolean =>
  name.length <= NAME_MAX_CHARS && Buffer.byteLength(name) <= NAME_MAX_BYTES
