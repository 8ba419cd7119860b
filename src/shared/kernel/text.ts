import { z } from 'zod'

/** Control characters that change how text reads without being seen: C0/C1 (but tab and line feed), and bidi overrides. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what the expression is there to remove
const HIDDEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/gu
const LINE_BREAKS = /\r\n?|[\u2028\u2029]/gu

/**
 * Text as it is stored and signed: NFC, line feeds only, no control or bidi
 * override characters, no lone surrogates, no white space at the ends. The same
 * input gives the same bytes at every Node.
 * Source: Unicode UAX #15 (NFC), UTR #36 §2.5 (bidi spoofing).
 */
export function cleanText(raw: string): string {
  return raw.toWellFormed().replace(LINE_BREAKS, '\n').replace(HIDDEN, '').normalize('NFC').trim()
}

/** A cleaned text of 1 to `maxChars` characters (UTF-16 units) over several lines. */
export const prose = (maxChars: number) =>
  z
    .string()
    .max(maxChars * 2)
    .transform(cleanText)
    .pipe(z.string().min(1).max(maxChars))

/** As `prose`, but may be empty. */
export const optionalProse = (maxChars: number) =>
  z
    .string()
    .max(maxChars * 2)
    .transform(cleanText)
    .pipe(z.string().max(maxChars))

/** A cleaned text on one line: line feeds and tabs become spaces. */
export const line = (maxChars: number) =>
  z
    .string()
    .max(maxChars * 2)
    .transform((raw) => cleanText(raw).replace(/\s+/gu, ' ').trim())
    .pipe(z.string().min(1).max(maxChars))
