-- The extension that a file stands for if it was skipped because it needs a program that is not installed (NeededPrograms). It is an import
-- error of earlier versions, and so are files whose kind is read since: all are read again.
ALTER TABLE failures ADD needs text;
UPDATE failures SET bytes = NULL, modified_ticks = NULL;
