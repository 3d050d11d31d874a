-- What the service makes itself when it starts, as one with Flyway or Liquibase would.
create table if not exists orders (
    id integer primary key,
    customer varchar(80) not null,
    amount decimal(10, 2) not null
);
