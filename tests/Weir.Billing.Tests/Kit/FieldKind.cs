namespace Weir.Billing.Tests.Kit;

/// <summary>What a member must be.</summary>
internal enum FieldKind
{
    /// <summary>A name without blanks: any id of Stripe's.</summary>
    Name,

    /// <summary>An id of Lemon Squeezy's: a whole number above 0, or it as a text.</summary>
    NumberId,

    /// <summary>Whole, from 0 or 1 to 2^53.</summary>
    Whole,

    /// <summary>Whole, in the seconds of this century.</summary>
    UnixTime,
    IsoTime,
    Currency,

    /// <summary>One of a few words.</summary>
    Word,

    /// <summary>Any short text.</summary>
    Text,

    /// <summary>Of at most 20 characters.</summary>
    ShortText,
    Flag,

    /// <summary>true, false, 0 or 1.</summary>
    Bit,
    Uuid,
    Object,
    List,
}
