/** The default theme, with a program beside the title of the home page. */
import DefaultTheme from 'vitepress/theme'
import { h } from 'vue'
import HeroProgram from './HeroProgram.md'
import './style.css'

export default {
  extends: DefaultTheme,
  Layout: () =>
    h(DefaultTheme.Layout, null, {
      'home-hero-image': () => h('div', { class: 'hero-program vp-doc' }, h(HeroProgram)),
    }),
}
