import { expect, test } from 'vitest'
import { figuresIn } from '../../server/faq-tools/figures-in-text.ts'

test.each([
  ['€40 and 1,000.50', '40 € und 1.000,50'],
  ['free from €1,000', 'ab 1 000 € kostenlos'],
  ['free from €1,000', 'gratuit dès 1\u202f000 €'],
  ['9 am to 5:30 pm', '9 bis 17:30 Uhr'],
  ['12 am and 12 pm', '0 und 12 Uhr'],
  ['from 09:00', 'ab 9 Uhr'],
  ['3–6 days, 5.00 %', 'in 3 bis 6 Tagen, 5 %'],
  [
    '1. Open [orders](/orders-2.html)\n2. Wait 14 days',
    '- [Bestellungen](/bestellungen-7.html)\n- 14 Tage warten',
  ],
  ['15 working days', '١٥ يوم عمل'],
  ['on 24.12.2026', 'am 24. 12. 2026'],
])('%s says the same figures as %s', (one, other) => {
  expect([...figuresIn(other).keys()].sort()).toEqual([...figuresIn(one).keys()].sort())
})

test.each([
  ['€40', '45 €'],
  ['1.5 kg', '15 kg'],
  ['9:30', '9:00'],
])('%s says other figures than %s', (one, other) => {
  expect([...figuresIn(other).keys()]).not.toEqual([...figuresIn(one).keys()])
})
