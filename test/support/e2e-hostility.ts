import type { ServedNode } from './served-node.ts'
import type { Village } from './village.ts'

/** Each would set `window.broken`, load something or hide something, were it ever more than text. */
export const ATTACKS = [
  '<script>window.broken=1</script>',
  '<img src=x onerror="window.broken=2">',
  '<svg onload="window.broken=3"><a xlink:href="javascript:window.broken=3">x</a>',
  '</blockquote><iframe srcdoc="<script>parent.broken=4</script>"></iframe>',
  '"><script>window.broken=5</script>',
  '<a href="javascript:window.broken=6">x</a>',
  '<details open ontoggle="window.broken=7">',
  '<math><mtext><table><mglyph><style><!--</style><img src=x onerror="window.broken=8">',
  '<input autofocus onfocus="window.broken=9">',
  '<object data="data:text/html,<script>parent.broken=10</script>"></object>',
  '\'-->"><style>*{display:none}</style>',
  '{{window.broken=11}}#{window.broken=11}',
  '<form action="https://example.invalid/"><button>x</button></form>',
  '<meta http-equiv="refresh" content="0;url=https://example.invalid/">',
  '<base href="https://example.invalid/"><link rel="stylesheet" href="https://example.invalid/x.css">',
] as const

const [SCRIPT, IMAGE, VECTOR] = ATTACKS

/** A neighbour whose every word is an attack, by where it stands. */
export const HOSTILE = {
  node: IMAGE,
  mirror: '"><script>window.broken=12</script>',
  summary: VECTOR,
  detail: [...ATTACKS, '[x](javascript:window.broken=13)'].join('\n'),
  system: '{{broken}}{window.broken=14}<b>Sys</b>',
  unit: '<b onclick=1>L',
  note: `${SCRIPT}'-->"><style>*{display:none}</style>`,
  title: 'Kalk <img src=x onerror="window.broken=15">',
  lesson: ['# Kalka', ...ATTACKS, '![x](https://example.invalid/x.png) <https://example.invalid/>'].join(
    '\n\n',
  ),
} as const

/** A Node that has said all of it, and that others may join. */
export async function serveAttacker(village: Village): Promise<ServedNode> {
  const home = await village.home('Fiende')
  const flags = [...home.flags, '--name', HOSTILE.node, '--new-federation', 'test']
  const attacker = await village.serve({ ...home, flags })
  await attacker.bridge.mirrors.add({ name: HOSTILE.mirror, pin: '6666' })
  const mirror = await attacker.as(HOSTILE.mirror, '6666')
  const { summary, detail, system, note, title, lesson } = HOSTILE
  const evidence = [{ name: HOSTILE.node, sha256: 'a'.repeat(64), sizeBytes: 12 }]
  const kinds = { kind: 'bias-drift', severity: 'high' } as const
  const { id } = await mirror.alerts.raise({ ...kinds, summary, detail, system, evidence })
  await mirror.alerts.review({ id, verdict: 'concur', note })
  await mirror.alerts.correct({ id, kind: 'amended', note })
  const lines = { capacity: 100, surplusAbove: 80, deficitBelow: 20 }
  await attacker.bridge.resources.record({ resource: 'water', level: 5, unit: HOSTILE.unit, ...lines })
  await mirror.seeds.offer({ title, body: lesson })
  return attacker
}
