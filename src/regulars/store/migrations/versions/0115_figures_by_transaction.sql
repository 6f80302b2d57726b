-- What a server of an older release is still committing comes along; after that it stops, for nobody inserts into a view.
LOCK TABLE figure IN ACCESS EXCLUSIVE MODE;
CREATE TABLE figure_sum (
    day        date    NOT NULL,
    figure     text    NOT NULL,                        -- 'orders', 'sales_minor', 'points.earn', 'tier_move' …
    dimension  text    NOT NULL,                        -- '' or e.g. 'silver>gold'
    value      bigint  NOT NULL,
    PRIMARY KEY (figure, day, dimension)
);
INSERT INTO figure_sum (day, figure, dimension, value)
SELECT day, figure, dimension, sum(value) FROM figure GROUP BY 1, 2, 3 HAVING sum(value) <> 0;
DROP TABLE figure;

-- One row a transaction, so that it pays for one; to pack it would cost more than to write it.
CREATE TABLE figure_change (
    days        date[]    NOT NULL,
    figures     text[]    NOT NULL,                     -- each array as long as the first
    dimensions  text[]    NOT NULL,
    changes     bigint[]  NOT NULL
) WITH (toast_tuple_target = 8160);
ALTER TABLE figure_change
    ALTER COLUMN days SET STORAGE EXTERNAL,
    ALTER COLUMN figures SET STORAGE EXTERNAL,
    ALTER COLUMN dimensions SET STORAGE EXTERNAL,
    ALTER COLUMN changes SET STORAGE EXTERNAL;

-- It asks with the rights of who reads it.
CREATE VIEW figure WITH (security_invoker = true) AS
SELECT day, figure, dimension, value FROM figure_sum
UNION ALL
SELECT each.* FROM figure_change, unnest(days, figures, dimensions, changes) AS each (day, figure, dimension, value);
