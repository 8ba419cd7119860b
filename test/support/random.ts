export { SeededRandom } from '../../src/main/rehearsal/seeded-random.ts'
