-- Rules of log-in that an administrator has set; what does not stand here is as the release says.
CREATE TABLE log_in_rule (
    name   text     PRIMARY KEY,                        -- 'staff.session_hours', 'members.code_digits'
    value  integer  NOT NULL
);
