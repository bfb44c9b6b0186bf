namespace Weir.Sandbox.Providers.Text;

/// <summary>What a named part of a prompt is to a summary.</summary>
internal enum ManuscriptRole
{
    /// <summary>Not a name that wraps texts: it belongs to the text itself.</summary>
    Unknown,

    /// <summary>Text of the part around it, such as <c>text</c> in a chapter.</summary>
    Prose,

    /// <summary>A part of its own, such as a chapter, with its title and text or parts inside.</summary>
    Whole,

    /// <summary>Title of the part around it.</summary>
    Title,

    /// <summary>Said to the model, not part of the text.</summary>
    Aside,
}
