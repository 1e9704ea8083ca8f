-- What a file was when its content was found to be no picture: until it changes, it is not read again. Null where
-- reading itself failed, which may pass.
ALTER TABLE failures ADD bytes bigint, ADD modified_ticks bigint;
