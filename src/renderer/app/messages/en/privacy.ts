export const privacy = {
  'privacy.title': 'What others can learn',
  'privacy.loading': 'Adding up what others can learn.',
  'privacy.none': 'Nothing has been told of it yet.',
  'privacy.within': 'within ±{within, number, percent}',
  'privacy.held':
    'The level moved {since}, but {limit, plural, one {today’s one change has} other {today’s # changes have}} already been told. Neighbours see the older range; the next can go out {next}.',
  'privacy.day': 'Told today',
  'privacy.dayTold':
    '{told, plural, =0 {no change yet, of {limit} that a day may tell} other {{told} of {limit} changes that a day may tell}}',
  'privacy.month': 'Told in 30 days',
  'privacy.monthTold': '{used, number, percent} of what 30 days may tell at most',
  'privacy.accuracy': 'How exactly may others see it?',
  'privacy.within10':
    'A range up to {width} {unit} wide. Neighbours can plan by it; it tells the most about you.',
  'privacy.within20': 'A range up to {width} {unit} wide. Enough to see who could help whom.',
  'privacy.within30':
    'A range up to {width} {unit} wide. It tells the least; neighbours will rather ask you first.',
  'privacy.nineOfTen': 'Nine times of ten the level lies within the range shown.',
  'privacy.consequence':
    'Counts from the next report on. What neighbours have seen they keep, so going back and forth tells more, not less.',
  'privacy.choose': 'Show it within ±{within, number, percent}',
  'privacy.figures': 'For the curious: the figures',
  'privacy.figuresDetail':
    'ε says how well two levels, 5 % of what fits apart, can be told from each other by one report: the smaller, the worse.',
  'privacy.epsilon': 'ε of one report',
  'privacy.spent1Day': 'ε told today',
  'privacy.spent30Days': 'ε told in 30 days',
  'privacy.limit30Days': 'ε that 30 days can tell at most',
} as const
