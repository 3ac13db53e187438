import { describe, expect, it } from 'vitest'
import { exitCodes } from '../../../electron/cli/exit-codes.ts'
import { archiveOfRecords } from '../../helpers/archive-of-records.ts'
import { pairNotebook } from '../../helpers/pair-records.ts'
import { runHere } from '../../helpers/run-cli.ts'
import { scratchFolder } from '../../helpers/scratch-folder.ts'

const scratch = await scratchFolder()

describe('stromabook plan', () => {
  it('prints the probability of each verdict with error, seed, method and a sentence for the record, the same every time', async () => {
    const args = ['plan', 'in-vivo', '--reduction', '60', '33', '--animals', '8', '--replicates', '200', '--seed', '4']
    const first = await runHere(...args)
    expect(first).toMatchObject({ code: exitCodes.done, stderr: '' })
    for (const part of ['treated 1, true effect 60.0 % reduction', 'treated 2, true effect 33.0 % reduction', 'Monte-Carlo 95 %', '200 simulated experiments, seed 4', 'Holm over 2 arms', 'not assessable when fewer than 70 %', 'For the record:']) expect(first.stdout).toContain(part)
    expect(await runHere(...args)).toEqual(first)
  })

  it('finds a sample size, and says with exit code 1 when there is none', async () => {
    const found = await runHere('plan', 'incidence', '--vehicle', '90', '--treated', '30', '--find', '80', '--animals', '5')
    expect(found).toMatchObject({ code: exitCodes.done, stdout: expect.stringMatching(/^12 animals per arm give "improved" with a probability of at least 80 %\./) })
    const none = await runHere('plan', 'in-vitro', '--true', '20', '--run-sd', '10', '--find', '90', '--largest', '6', '--replicates', '200')
    expect(none).toMatchObject({ code: exitCodes.errorsFound, stdout: expect.stringContaining('No number up to 6 runs gives "suppressive" with a probability of 90 %') })
  })

  it('gives JSON', async () => {
    const { stdout } = await runHere('plan', 'in-vitro', '--true=-30', '--run-sd', '10', '--replicates', '200', '--json', '--find', '50', '--verdict', 'enhancing')
    expect(JSON.parse(stdout)).toMatchObject({ format: 'stromabook-plan/1', search: { wanted: { verdict: 'harm', percent: 50 }, unit: 'runs', outlook: { design: { kind: 'in vitro', trueSuppressionPoints: -30 } } } })
  })

  it('shows how the own vehicle arms and runs scattered', async () => {
    const file = await scratch.write('pair.eln', await archiveOfRecords(pairNotebook().records))
    const { code, stdout } = await runHere('plan', 'observed', file)
    expect(code).toBe(exitCodes.done)
    expect(stdout).toMatch(/EXP-1, v: 8 animals, 0 % never arthritic, the others \d+\.\d with SD \d+\.\d/)
    expect(JSON.parse((await runHere('plan', 'observed', file, '--json')).stdout)).toMatchObject({ vehicles: [{ n: 8, neverArthritic: 0 }], runs: [] })
  })

  it.each([
    [['plan', 'in-vivo'], "required option '--reduction"],
    [['plan', 'in-vivo', '--reduction', '1,5'], 'write a number with a decimal point'],
    [['plan', 'in-vivo', '--reduction', '60', '--acts-on', 'luck'], 'Allowed choices are severity, incidence'],
    [['plan', 'in-vitro', '--true', '40', '--run-sd', '-3', '--wells', '0'], 'wells must be a whole number from 1 to 1000, not 0\n  the spread from run to run must be 0 points or more, not -3'],
    [['plan', 'in-vitro', '--true', '40', '--run-sd', '10', '--find', '80', '--verdict', 'nice'], 'use one of suppressive'],
    [['plan', 'incidence', '--vehicle', '900', '--treated', '30'], 'the incidence of the vehicle arm must lie between 0 and 1'],
    [['plan', 'in-vivo', '--reduction', '60', '--find', '80', '--largest', '3'], 'the largest number to try must be'],
    [['plan', 'in-vivo', '--reduction', '60', '--seed', '-1'], 'the seed must be a whole number'],
  ])('%j is refused with a reason', async (args, reason) => {
    const { code, stderr, stdout } = await runHere(...args)
    expect({ code, stdout }).toEqual({ code: exitCodes.usage, stdout: '' })
    expect(stderr).toContain(reason)
  })
})
