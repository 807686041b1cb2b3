/** Files and folders with restricted permissions. Knows no other package. */
package io.stagedoor.files;
