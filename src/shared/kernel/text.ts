import { z } from 'zod'

/** Characters that change how text reads without being seen: controls (but tab and line feed), bidi controls, joiners of nothing. */
const HIDDEN = /[^\P{Cc}\t\n]|\p{Bidi_Control}|[\u2060-\u2064\ufeff\ufff9-\ufffb]/gu
const LINE_BREAKS = /\r\n?|[\u2028\u2029]/gu

/**
 * Text as it is stored and signed: NFC, line feeds only, no control or bidi
 * override characters, no lone surrogates, no white space at the ends. The same
 * input gives the same bytes at every Node.
 * Source: Unicode UAX #15 (NFC), UTR #36 §2.5 (bidi spoofing).
 */
export function cleanText(raw: string): string {
  return withoutHidden(raw.toWellFormed().replace(LINE_BREAKS, '\n')).normalize('NFC').trim()
}

/** A text without the characters that change how it reads without being seen. */
export const withoutHidden = (text: string): string => text.replace(HIDDEN, '')

/** A cleaned text of up to `maxChars` characters (UTF-16 units) over several lines; may be empty. */
export const optionalProse = (maxChars: number) =>
  z
    .string()
    .max(maxChars * 2)
    .transform(cleanText)
    .pipe(z.string().max(maxChars))

/** A cleaned text over several lines that says something. */
export const prose = (maxChars: number) => optionalProse(maxChars).pipe(z.string().min(1))

/** A cleaned text on one line: line feeds and tabs become spaces. */
export const line = (maxChars: number) =>
  z
    .string()
    .max(maxChars * 2)
    .transform((raw) => cleanText(raw).replace(/\s+/gu, ' ').trim())
    .pipe(z.string().min(1).max(maxChars))
