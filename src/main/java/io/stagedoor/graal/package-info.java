/**
 * What the builder of native executables cannot find by itself: classes that libraries load by name, and code that must
 * not be in the image. No package knows this one, and the Java virtual machine runs none of it. Classes that must not
 * be initialized at build time are in {@code META-INF/native-image}, resources in {@code application.properties}.
 */
package io.stagedoor.graal;
