/** Longest report. Source: docs/protocol.md, "Calls". */
export const REPORT_MAX_BYTES = 1_024
