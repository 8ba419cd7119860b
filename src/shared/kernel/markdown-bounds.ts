/** Quotes and lists that one line may open. Chosen here: the parser's work grows with its square, and nobody writes five. */
export const CONTAINERS_PER_LINE_MAX = 16
/** Stars and underscores in one text. Chosen here: 500 bold words; the parser's work grows with the square of what does not match. */
const EMPHASIS_MARKS_MAX = 2_000
/** Elements inside each other. Chosen here: ten lists in ten quotes. */
export const MARKDOWN_DEPTH_MAX = 40

const NESTED_TOO_DEEPLY = new RegExp(
  `^(?:[ \\t]*(?:>|(?:[-+*]|\\d{1,9}[.)])(?=[ \\t]|$))){${CONTAINERS_PER_LINE_MAX + 1}}`,
  'mu',
)

/** Whether a Markdown text is made to cost its parser more than reading it is worth: it is then shown as it was written. */
export const costsTooMuch = (markdown: string): boolean =>
  (markdown.match(/[*_]/gu)?.length ?? 0) > EMPHASIS_MARKS_MAX || NESTED_TOO_DEEPLY.test(markdown)
