import { InvalidArgumentError } from 'commander'
import { describe, expect, test } from 'vitest'
import {
  parseFederationKind,
  parseIntervalMs,
  parseLanguage,
  parsePlace,
  parsePort,
  parseSwitch,
} from '../../../../../src/main/hosts/node/serve-flags.ts'

describe('values of flags', () => {
  test.for([
    [parsePort, '1', 1],
    [parsePort, '65535', 65_535],
    [parseIntervalMs, '3600000', 3_600_000],
    [parseLanguage, 'ja', 'ja'],
    [parseSwitch, 'on', true],
    [parseSwitch, 'off', false],
    [parseFederationKind, 'test', 'test'],
    [parsePlace, '59.33,18.06,10', { latitude: 59.33, longitude: 18.06, radiusKm: 10 }],
    [parsePlace, '-90, +180, 1.5', { latitude: -90, longitude: 180, radiusKm: 1.5 }],
  ] as const)('%o takes %o', ([parse, raw, value]) => {
    expect(parse(raw)).toEqual(value)
  })

  test.for([
    [parsePort, ['', '0', '-1', '65536', '80.5', '1e3', '0x50', '80 ', 'http']],
    [parseIntervalMs, ['0', '1.5', '-5', 'NaN', '99999999999999999999']],
    [parseLanguage, ['', 'de', 'SV', 'sv_SE', 'toString']],
    [parseSwitch, ['', 'true', 'ON', '1']],
    [parseFederationKind, ['', 'real', 'Test']],
    [
      parsePlace,
      ['', '1,2', '1,2,3,4', '91,0,5', '0,181,5', '0,0,0', '0,0,1001', 'a,b,c', '1,,2', 'Infinity,0,5'],
    ],
  ] as const)('%o refuses %o', ([parse, raws]) => {
    for (const raw of raws) expect(() => parse(raw), raw).toThrow(InvalidArgumentError)
  })
})
