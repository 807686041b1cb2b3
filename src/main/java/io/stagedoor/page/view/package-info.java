/**
 * What each page shows: texts and numbers, ready to print, and nothing that has to be asked for. A record for each
 * template of the same name.
 *
 * <p>Knows no other package.
 */
package io.stagedoor.page.view;
