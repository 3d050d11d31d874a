package dev.preflight.spring.connection;

/** An address that the client of its kind would refuse. */
final class MalformedAddressException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String address;

    /**
     * Says which address it is.
     *
     * @param address the address as it is written
     * @param why what the client has against it
     */
    MalformedAddressException(String address, String why) {
        super(why);
        this.address = address;
    }

    /** The address as it is written, in quotes. */
    String quoted() {
        return "'" + address + "'";
    }
}
