package certificate

import (
	"hash/maphash"
	"slices"

	"github.com/alikassa-sign/alikassa-sign/signer/key"
)

// certificate is a private key and what belongs to it.
type certificate struct {
	name     string // the folder; the path of the private key where the folder does not tell it apart
	private  part
	password *part
	public   *part
}

// group makes a certificate of every private key: of those that are one by
// their content, else of those that are by their name alone, else of other kinds
// of keys; opening the latter says what is wrong with them.
func group(parts []part) []certificate {
	var privates []part
	for _, is := range []func(p part) bool{
		func(p part) bool {
			return p.role == rolePrivate && (p.kind == key.Private || p.kind == key.EncryptedPrivate)
		},
		func(p part) bool { return p.role == rolePrivate },
		func(p part) bool { return p.role == roleOtherKey },
	} {
		if privates = filter(parts, is); len(privates) > 0 {
			break
		}
	}
	companions := companionsOf(parts)
	var certificates []certificate
	seen := copies{}
	for _, private := range privates {
		c := certificate{
			private:  private,
			password: companions.find(rolePassword, private, len(privates) == 1),
			public:   companions.find(rolePublic, private, len(privates) == 1),
		}
		if !seen.has(c) {
			certificates = append(certificates, c)
		}
	}
	nameAll(certificates)
	return certificates
}

// nameAll tells the certificates apart.
func nameAll(certificates []certificate) {
	inFolder, isPath := map[string]int{}, map[string]bool{}
	for _, c := range certificates {
		inFolder[c.private.folder]++
		isPath[c.private.path] = true
	}
	for i := range certificates {
		c := &certificates[i]
		c.name = c.private.folder
		if c.name == "." || inFolder[c.name] > 1 || isPath[c.name] {
			c.name = c.private.path
		}
	}
}

// companions are the parts that may belong to a private key, by what ties them
// to it. An archive decides how many parts and keys there are, so that going
// through all parts for each key would not do.
type companions map[tie]*tied

// tie is what parts have in common that a private key may have, too: the folder
// and what else their names have, the folder, or nothing but the role.
type tie struct {
	role    role
	guessed bool
	reach   reach
	folder  string
	tag     string
}

type reach int

const (
	namedAlike reach = iota
	sameFolder
	anywhere
)

// tied are the parts of one tie: the first, and how many there are.
type tied struct {
	part  *part
	count int
}

// tieOf returns the tie of that reach that has a part's place.
func tieOf(role role, guessed bool, reach reach, of *part) tie {
	t := tie{role: role, guessed: guessed, reach: reach}
	if reach != anywhere {
		t.folder = of.folder
	}
	if reach == namedAlike {
		t.tag = of.tag
	}
	return t
}

func companionsOf(parts []part) companions {
	all := companions{}
	for i := range parts {
		p := &parts[i]
		if p.role != rolePassword && p.role != rolePublic {
			continue
		}
		for reach := namedAlike; reach <= anywhere; reach++ {
			t := tieOf(p.role, p.guessed, reach, p)
			if all[t] == nil {
				all[t] = &tied{part: p}
			}
			all[t].count++
		}
	}
	return all
}

// find finds the part of that role that belongs to a private key: the one
// of its folder that is named alike, the one of its folder, or, where there is
// a single private key, the only one at all. Parts known by their name go
// before those guessed by their content.
func (all companions) find(role role, private part, alone bool) *part {
	furthest := sameFolder
	if alone {
		furthest = anywhere
	}
	for _, guessed := range []bool{false, true} {
		for reach := namedAlike; reach <= furthest; reach++ {
			if found := all[tieOf(role, guessed, reach, &private)]; found != nil && found.count == 1 {
				return found.part
			}
		}
	}
	return nil
}

// copies are the certificates that there were, by a hash that no archive can be
// made for.
type copies map[uint64][]certificate

var seed = maphash.MakeSeed()

// has reports whether there was a copy of c, and remembers it.
func (seen copies) has(c certificate) bool {
	source := c.source()
	var h maphash.Hash
	h.SetSeed(seed)
	for _, data := range [][]byte{source.PrivateKey, source.Password, source.PublicKey} {
		h.Write(data)
		h.WriteByte(0)
	}
	sum := h.Sum64()
	if slices.ContainsFunc(seen[sum], c.same) {
		return true
	}
	seen[sum] = append(seen[sum], c)
	return false
}

func filter(parts []part, keep func(p part) bool) []part {
	var kept []part
	for _, p := range parts {
		if keep(p) {
			kept = append(kept, p)
		}
	}
	return kept
}
