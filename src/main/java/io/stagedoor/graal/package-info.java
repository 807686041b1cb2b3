/**
 * What the builder of native executables cannot see by itself: classes that libraries load by name, and code that must
 * not be in the image. Nobody knows this package, and on the Java virtual machine nothing of it is run. Classes that
 * must not be initialized while the image is built stand in {@code META-INF/native-image}, resources in
 * {@code application.properties}.
 */
package io.stagedoor.graal;
