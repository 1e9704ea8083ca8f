namespace ClipSearch.Core.Data;

/// <summary>The database responds, but ClipSearch cannot use it. The message includes the remedy.</summary>
public sealed class DatabaseUnusableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The database does not respond. The problem may be temporary.</summary>
public sealed class DatabaseUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
