import { primaryOf } from '../domain/language.ts'
import type { Sentence } from '../domain/language.ts'

/**
 * Says, in the visitor's own language where it is known here and else in English, that the FAQ has none of it and which
 * one was asked instead.
 */
export function noAnswersIn(language: string, instead: string): Sentence {
  const primary = primaryOf(language)
  const own = Object.hasOwn(sentences, primary) ? sentences[primary] : undefined
  const spoken = own === undefined ? 'en' : primary
  return { text: (own ?? english).replace('{language}', nameOf(instead, spoken)), language: spoken }
}

const english =
  'There are no answers in your language here yet. I looked in another one: {language}. A person can help you.'

/** The name stands alone, behind a colon: no language needs to bend it. */
const sentences: Record<string, string> = {
  en: english,
  de: 'Hier gibt es noch keine Antworten in Ihrer Sprache. Ich habe in einer anderen nachgesehen: {language}. Ein Mensch kann Ihnen helfen.',
  fr: 'Il n’y a pas encore de réponses dans votre langue ici. J’ai cherché dans une autre\u00a0: {language}. Une personne peut vous aider.',
  es: 'Aquí todavía no hay respuestas en su idioma. He buscado en otro: {language}. Una persona puede ayudarle.',
  it: 'Qui non ci sono ancora risposte nella tua lingua. Ho cercato in un’altra: {language}. Una persona può aiutarti.',
  pt: 'Ainda não há respostas no seu idioma aqui. Procurei em outro: {language}. Uma pessoa pode ajudar.',
  nl: 'Hier zijn nog geen antwoorden in jouw taal. Ik heb in een andere gezocht: {language}. Een medewerker kan je helpen.',
  sv: 'Här finns ännu inga svar på ditt språk. Jag letade på ett annat: {language}. En människa kan hjälpa dig.',
  no: 'Her finnes det ennå ingen svar på språket ditt. Jeg lette på et annet: {language}. Et menneske kan hjelpe deg.',
  da: 'Her er endnu ingen svar på dit sprog. Jeg har ledt på et andet: {language}. Et menneske kan hjælpe dig.',
  ru: 'Здесь пока нет ответов на вашем языке. Поиск шёл на другом: {language}. Вам может помочь сотрудник.',
  tr: 'Burada henüz sizin dilinizde yanıt yok. Başka bir dilde aradım: {language}. Bir kişi size yardımcı olabilir.',
  id: 'Di sini belum ada jawaban dalam bahasa Anda. Saya mencari dalam bahasa lain: {language}. Seseorang dapat membantu Anda.',
  ar: 'لا توجد هنا إجابات بلغتك بعد. بحثت بلغة أخرى: {language}. يمكن لشخص أن يساعدك.',
  zh: '这里还没有您所用语言的答案。我查找的是另一种语言：{language}。可以由人工为您服务。',
  ja: 'ここにはまだお使いの言語の回答がありません。別の言語で探しました：{language}。担当者がお手伝いできます。',
}

function nameOf(tag: string, language: string): string {
  return new Intl.DisplayNames([language], { type: 'language' }).of(tag) ?? tag
}
