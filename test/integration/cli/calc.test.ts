import { describe, expect, it } from 'vitest'
import { exitCodes } from '../../../electron/cli/exit-codes.ts'
import { runHere } from '../../helpers/run-cli.ts'

describe('stromabook calc', () => {
  it.each([
    [['dilution', '--stock', '10', '--final', '0,02', '--final-volume', '1000'], '2.000 µl of stock (10.00) + 998.0 µl of diluent = 1000 µl at 0.02000\n1 in 500.0\nFormula:'],
    [['powder', '--mg', '5', '--molar-mass', '357.79', '--stock', '10', '--purity', '98'], 'dissolve to 1370 µl (13.70 µmol)'],
    [['seeding', '--density', '4000', '--area', '75', '--vessels', '4', '--volume', '15', '--suspension', '1e6', '--available', '9e5'], 'enough for 3 vessels, without overfill\nWarning: 1.20 × 10⁶ viable cells are needed'],
    [['doses', '--cells-per-kg', '5e7', '--ml-per-kg', '10', '--weights', '20', '24', '--viability', '80'], '  animal 2, 24.00 g: 240.0 µl, 1.20 × 10⁶ viable cells'],
    [['doses', '--cells', '1e6', '--ul', '200', '--animals', '10', '--viability', '80'], 'suspension: 2.000 ml at 5.00 × 10⁶ viable cells per ml (6.25 × 10⁶ cells per ml in all)'],
    [['vials', '--needed', '4e6', '--per-vial', '1e6', '--recovery', '75', '--overfill', '10'], 'thaw 6 vials: 4.50 × 10⁶ viable cells expected'],
    [['ratios', '--ratios', '1', '0.1', '--responders', '50000', '--msc-suspension', '1e6', '--responder-suspension', '5e6', '--from', 'next higher ratio'], '   1:10  5000 MSC per well, 50000 per ml: 30.00 µl of the 1:1 suspension + 270.0 µl of medium'],
    [['inhibitor', '--stock', '20', '--final', '20', '5', '--well-volume', '200'], '  solvent control: 0 µl of stock + 0.6000 µl of solvent + 599.4 µl of medium = 600.0 µl'],
  ])('%j', async (args, part) => {
    const { code, stdout, stderr } = await runHere('calc', ...args)
    expect({ code, stderr }).toEqual({ code: exitCodes.done, stderr: '' })
    expect(stdout).toContain(part)
    expect(stdout).toContain('Formula: ')
  })

  it('gives JSON', async () => {
    const { stdout } = await runHere('calc', 'vials', '--needed', '4e6', '--per-vial', '1e6', '--recovery', '75', '--json')
    expect(JSON.parse(stdout)).toMatchObject({ format: 'stromabook-calc/1', calculator: 'vials', answer: { vials: 6, method: expect.stringContaining('rounded up') } })
  })

  it.each([
    [['dilution', '--stock', '1', '--final', '10', '--final-volume', '100'], 'the final concentration (10) is above that of the stock (1)'],
    [['dilution', '--stock', '1'], 'the volume of stock is missing; only one of the four can be computed\n  the final concentration is missing'],
    [['seeding', '--density', '4000'], "required option '--area"],
    [['seeding', '--density', '1,000', '--area', '75', '--volume', '15', '--suspension', '1e6'], 'can be read in two ways'],
    [['doses', '--cells', '1e6', '--viability', '80', '--animals', '3'], 'give one of --ul, --ml-per-kg, --suspension'],
    [['doses', '--cells', '1e6', '--cells-per-kg', '1e7', '--ul', '200', '--viability', '80'], 'give one of --cells, --cells-per-kg'],
    [['vials', '--needed', '4e6', '--per-vial', '1e6', '--recovery', '120'], 'the recovery must be at most 100 %, not 120 %'],
  ])('%j is refused with a reason', async (args, reason) => {
    const { code, stdout, stderr } = await runHere('calc', ...args)
    expect({ code, stdout }).toEqual({ code: exitCodes.usage, stdout: '' })
    expect(stderr).toContain(reason)
  })
})
