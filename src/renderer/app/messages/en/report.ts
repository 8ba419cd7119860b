export const report = {
  'report.label':
    'For whoever helps: versions, counts and states; no names, keys or amounts. Read it before you pass it on.',
  'report.asking': 'Asking your Node how it is.',
  'report.when': 'Written {when}.',
  'report.place': 'Place: {place}.',
  'report.link.open': 'The page has its Node.',
  'report.link.connecting': 'The page is looking for its Node.',
  'report.link.lost': 'The page has lost its Node.',
  'report.link.refused': 'The page is not let in.',
  'report.nothing': 'Nothing has failed just now.',
  'report.failed': 'What failed: {code}.',
  'report.silent': 'The Node did not answer.',
} as const
