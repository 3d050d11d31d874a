-- The database of the orders service, for trying it out. The service itself only reads.
create table orders (
    id       integer primary key,
    customer varchar(80) not null,
    amount   decimal(10, 2) not null
);

insert into orders (id, customer, amount) values
    (1, 'Ada Lovelace', 42.00),
    (2, 'Grace "Amazing" Hopper', 1906.12),
    (3, 'Katherine Johnson', 7.50);
