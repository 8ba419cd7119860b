import protobuf from 'protobufjs/minimal.js'

/**
 * 64-bit fields are read as numbers, never as Long objects, although the `long`
 * package is installed with the codec. A value from 2^53 on loses its last bits
 * and fails `isCount`. Has to run before the generated code is loaded, which
 * fixes its default values then.
 */
Reflect.set(protobuf.util, 'Long', undefined)
protobuf.configure()
