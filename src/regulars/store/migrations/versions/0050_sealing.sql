-- Data keys, wrapped by a master key that is not in the database. Whatever is personal or secret is sealed with one of them.

CREATE TABLE data_key (
    name           text   PRIMARY KEY,                  -- 'secrets': of the installation; 'index': for blind indexes
    master_key_id  text   NOT NULL,
    wrapped        bytea  NOT NULL
);

CREATE TABLE member_key (
    member_id      uuid   PRIMARY KEY REFERENCES member,
    master_key_id  text   NOT NULL,
    wrapped        bytea  NOT NULL
);

-- Secrets that have to be read again are sealed with the key 'secrets'.
ALTER TABLE staff_totp
    ALTER COLUMN secret TYPE bytea USING convert_to(secret, 'UTF8'),
    ALTER COLUMN pending_secret TYPE bytea USING convert_to(pending_secret, 'UTF8');
