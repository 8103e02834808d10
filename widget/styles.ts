import tokens from '../ui/tokens.css?inline'
import base from '../ui/base.css?inline'
import home from './widget.css?inline'
import conversation from './conversation.css?inline'
import answer from './answer.css?inline'
import composer from './composer.css?inline'

/** The rules that the panel begins with, side by side, where they compress best. */
export const styles = tokens + base + home + conversation + answer + composer
