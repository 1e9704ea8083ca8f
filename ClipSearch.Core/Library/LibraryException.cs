namespace ClipSearch.Core.Library;

/// <summary>The exception for a failed change to the library. The message names the cause, the place and the remedy.</summary>
public sealed class LibraryException(string message, Exception? inner = null) : Exception(message, inner);
