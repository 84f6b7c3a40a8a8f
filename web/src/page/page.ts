/** The page is the element; its language is the visitor's, where there is a choice. */
import "../element/alikassa-sign-element.ts";

if (navigator.language.toLowerCase().startsWith("ru")) document.documentElement.lang = "ru";
