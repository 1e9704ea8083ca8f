namespace ClipSearch.Core.Postgres;

/// <summary>
/// The private PostgreSQL server cannot be found, created, started or reached. The message includes the reason, the place and the remedy,
/// in one or two sentences.
/// </summary>
public sealed class PostgresServerException(string message, Exception? inner = null) : Exception(message, inner);
