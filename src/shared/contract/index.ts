import type { Client, EventName, Handlers } from '../bridge/contract.ts'
import { alerts } from './alerts.ts'
import { attachments } from './attachments.ts'
import { backup } from './backup.ts'
import { clock } from './clock.ts'
import { federation } from './federation.ts'
import { files } from './files.ts'
import { host } from './host.ts'
import { invites } from './invites.ts'
import { limits } from './limits.ts'
import { map } from './map.ts'
import { mirrors } from './mirrors.ts'
import { neighbours } from './neighbours.ts'
import { node } from './node.ts'
import { policy } from './policy.ts'
import { practice } from './practice.ts'
import { privacy } from './privacy.ts'
import { resources } from './resources.ts'
import { handbook, seeds } from './seeds.ts'
import { settings } from './settings.ts'
import { setup } from './setup.ts'
import { transfers } from './transfers.ts'
import { trust } from './trust.ts'

/** Everything a face or a script can ask of a Node. */
export const contract = {
  setup,
  host,
  node,
  mirrors,
  policy,
  settings,
  limits,
  invites,
  federation,
  backup,
  clock,
  resources,
  privacy,
  map,
  alerts,
  transfers,
  seeds,
  handbook,
  neighbours,
  files,
  attachments,
  trust,
  practice,
} as const
export type MirrorwellContract = typeof contract

/** The whole contract as a view or a script holds it. */
export type Bridge = Client<MirrorwellContract>
export type MirrorwellHandlers<Caller> = Handlers<MirrorwellContract, Caller>
export type MirrorwellEvent = EventName<MirrorwellContract>
