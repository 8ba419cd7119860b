/** The generated codecs under short names. Field comments live in `proto/mirrorwell/v1`. */
import './plain-numbers.ts'
import { mirrorwell } from './generated/messages.js'

export const wire = mirrorwell.v1
