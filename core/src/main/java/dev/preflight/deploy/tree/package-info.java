/**
 * Packages and images as trees of files that are read in place: directories, zips, tars, layers. Machinery, not exported.
 */
package dev.preflight.deploy.tree;
