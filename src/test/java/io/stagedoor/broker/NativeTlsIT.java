package io.stagedoor.broker;

import io.stagedoor.testing.NativeExecutable;

/** With the native executable as the program. */
@NativeExecutable
class NativeTlsIT extends TlsIT {}
