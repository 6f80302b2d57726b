-- What reads the documents of the whole base may use several processes. A function is held to be unfit for that unless it says so.
ALTER FUNCTION whole(member_document) PARALLEL SAFE;
