import { expect, test } from 'vitest'
import { findQuestions } from '../../widget/find-questions.ts'

const questions = [
  'Where is my order?',
  'Où est ma commande ?',
  '送料はいくらですか？',
  'PayPay払いはできますか',
  '多久能送到？',
].map((question, number) => ({ faqId: `entry-${number}`, question }))

const found = (typed: string): string[] =>
  findQuestions(questions, typed).map(({ pieces }) =>
    pieces.map(({ text, found }) => (found ? `[${text}]` : text)).join(''),
  )

test('a question is found by words that begin its words, whatever their case and accents', () => {
  expect(found('ORD my')).toEqual(['Where is [my] [ord]er?'])
  expect(found('ou comma')).toEqual(['[Où] est ma [comma]nde ?'])
  expect(found('order tomorrow')).toEqual([])
})

test('where words have no spaces, a question is found by its signs', () => {
  expect(found('送料いくら')).toEqual(['[送][料]は[い][く][ら]ですか？'])
  expect(found('paypay払い')).toEqual(['[PayPay][払][い]はできますか'])
  expect(found('能送')).toEqual(['多久[能][送]到？'])
  expect(found('退款')).toEqual([])
})
