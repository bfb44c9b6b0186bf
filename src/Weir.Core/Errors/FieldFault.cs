namespace Weir.Core.Errors;

/// <summary>One fault of an input, with the way out. Never carries the rejected value: it may be a user's text.</summary>
/// <param name="Field">JSON path from the body's root, such as <c>input.text</c>.</param>
/// <param name="Message">What is wrong and what would be right.</param>
public sealed record FieldFault(string Field, string Message);
