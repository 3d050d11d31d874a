package dev.preflight.example;

import dev.preflight.Shape;

final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.out.println(new Shape.Circle(args.length).words());
    }
}
