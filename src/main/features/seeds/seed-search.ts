/** A text as searching compares it: width, case and composition do not matter. */
export const folded = (text: string): string => text.normalize('NFKC').toLowerCase()
