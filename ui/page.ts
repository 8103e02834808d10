/**
 * What the document says of itself. Asked as `document.title` it is the page's form or image of that name, where it has
 * one: those stand before the document's own.
 */
export function ofPage<Name extends 'documentElement' | 'hidden' | 'title'>(name: Name): Document[Name] {
  return Reflect.get(Document.prototype, name, document)
}
